import { resolveLocale } from "../../../functions/domain/configurator/locale.ts";

const en = {
  loading: "Loading the configurator …",
  unavailable: "This configurator is not available right now.",
  offline: "The configurator could not be reached. Are you offline?",
  retry: "Try again",
  total: "Total",
  details: "Price details",
  basePrice: "Base price",
  each: "{price} per {step}",
  whenFilled: "{price} with text",
  counter: "{used} of {max} characters",
  language: "Language",
  currency: "Currency",
  save: "Save",
  saving: "Saving …",
  saved: "Saved. This link opens your configuration again:",
  share: "Share",
  copied: "Link copied. It opens your configuration again:",
  link: "Link to your configuration",
  saveFailed: "That could not be saved. Please try again in a moment.",
  resumed: "Here is your saved configuration.",
  resumeFailed: "The saved configuration could not be opened, so this is the standard version.",
  productChanged: "The product has changed meanwhile. Please check your choices and the price, then save again.",
};
export type Texts = typeof en;

const de: Texts = {
  loading: "Der Konfigurator wird geladen …",
  unavailable: "Dieser Konfigurator ist zurzeit nicht verfügbar.",
  offline: "Der Konfigurator ist nicht erreichbar. Sind Sie offline?",
  retry: "Noch einmal versuchen",
  total: "Gesamtpreis",
  details: "Preis im Einzelnen",
  basePrice: "Grundpreis",
  each: "{price} je {step}",
  whenFilled: "{price} mit Text",
  counter: "{used} von {max} Zeichen",
  language: "Sprache",
  currency: "Währung",
  save: "Speichern",
  saving: "Wird gespeichert …",
  saved: "Gespeichert. Dieser Link öffnet Ihre Konfiguration wieder:",
  share: "Teilen",
  copied: "Link kopiert. Er öffnet Ihre Konfiguration wieder:",
  link: "Link zu Ihrer Konfiguration",
  saveFailed: "Das Speichern ist nicht gelungen. Bitte versuchen Sie es gleich noch einmal.",
  resumed: "Hier ist Ihre gespeicherte Konfiguration.",
  resumeFailed: "Die gespeicherte Konfiguration ließ sich nicht öffnen; Sie sehen die Standardausführung.",
  productChanged:
    "Das Produkt hat sich inzwischen geändert. Bitte prüfen Sie Auswahl und Preis und speichern Sie noch einmal.",
};

const dictionaries: Readonly<Record<string, Texts>> = { en, de };
/** Languages of the user interface; the first is the default. */
export const LANGUAGES = Object.keys(dictionaries);

/** The texts of the user interface in the nearest language that there is. */
export function textsFor(preferred: readonly string[]): Texts {
  return dictionaries[resolveLocale(LANGUAGES, preferred)] ?? en;
}

/** Puts values into the `{places}` of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

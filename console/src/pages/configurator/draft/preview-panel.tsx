import { type ReactNode, useId, useMemo, useState } from "react";
import type { ConfiguratorDocument } from "../../../../../functions/domain/configurator/document.ts";
import { Card, Notice } from "../../../design/page.tsx";
import { hasPaths, parseWebsite, resolveAddresses } from "../../../preview/addresses.ts";
import { PreviewFrame } from "./preview-frame.tsx";
import { readWebsite, rememberWebsite } from "./website.ts";

const WIDTHS = [
  { value: "full", label: "As wide as here" },
  { value: "phone", label: "Phone (360 px)" },
  { value: "tablet", label: "Tablet (768 px)" },
  { value: "desktop", label: "Desktop (1200 px)" },
] as const;

const LANGUAGES = new Intl.DisplayNames(undefined, { type: "language" });

/** How a document looks on a website, with the languages and currencies that it has. */
export function PreviewPanel({
  document,
  isCurrent,
}: {
  /** The last one that could be shown; undefined before there is one. */
  readonly document: ConfiguratorDocument | undefined;
  /** Whether that is what stands in the editor. */
  readonly isCurrent: boolean;
}): ReactNode {
  const [chosenLocale, setLocale] = useState("");
  const [chosenCurrency, setCurrency] = useState("");
  const [width, setWidth] = useState("full");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [website, setWebsite] = useState(readWebsite);
  const origin = parseWebsite(website);
  const locales = document?.locales ?? [];
  const currencies = document?.pricing.currencies ?? [];
  const locale = locales.find((offered) => offered === chosenLocale) ?? locales[0];
  const currency = currencies.find((offered) => offered === chosenCurrency) ?? currencies[0];
  const shown = useMemo(
    () =>
      document === undefined || locale === undefined || currency === undefined
        ? undefined
        : {
            document: resolveAddresses(document, origin),
            locale,
            currency,
            theme,
          },
    [document, locale, currency, theme, origin],
  );
  return (
    <Card title="Preview">
      <div className="row">
        <Switch
          label="Language"
          value={locale ?? ""}
          onChange={setLocale}
          options={locales.map((value) => ({ value, label: LANGUAGES.of(value) ?? value }))}
        />
        <Switch
          label="Currency"
          value={currency ?? ""}
          onChange={setCurrency}
          options={currencies.map((value) => ({ value, label: value }))}
        />
        <Switch label="Width" value={width} onChange={setWidth} options={WIDTHS} />
        <Switch
          label="Colors"
          value={theme}
          onChange={(value) => setTheme(value === "dark" ? "dark" : "light")}
          options={[
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
      </div>
      {document === undefined || !hasPaths(document) ? undefined : (
        <WebsiteField
          value={website}
          isKnown={origin !== undefined}
          onChange={(text) => {
            setWebsite(text);
            rememberWebsite(text);
          }}
        />
      )}
      {document !== undefined && !isCurrent ? (
        <p className="small muted" role="status">
          This is the last draft that could be shown.
        </p>
      ) : undefined}
      {shown === undefined ? (
        <Notice>
          <p>The preview begins when the draft is a document that could be saved.</p>
        </Notice>
      ) : (
        <PreviewFrame shown={shown} width={width} />
      )}
    </Card>
  );
}

function Switch({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <span className="row">
      <label className="small muted" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input input-small"
        value={value}
        disabled={options.length < 2}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

function WebsiteField({
  value,
  isKnown,
  onChange,
}: {
  readonly value: string;
  readonly isKnown: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="small muted" htmlFor={id}>
        Your website
      </label>
      <input
        id={id}
        className="input"
        type="url"
        autoComplete="url"
        placeholder="https://shop.example.com"
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className="field-hint" id={`${id}-hint`}>
        {isKnown
          ? "Addresses that begin with a slash are taken from there. A 3D model is shown if that website lets other origins read it."
          : "Pictures of this draft have addresses that begin with a slash: name the website that has them."}
      </p>
    </div>
  );
}

/**
 * A secret for as long as it is shown. Components hand this on and never the text: what a component was given can stay reachable in old trees of the
 * framework long after it was taken away, and this is emptied.
 */
export interface ShownSecret {
  /** Empty when it is no longer shown. */
  text: string;
}

/** An answer of the API with its secret put into a {@link ShownSecret}. */
export type WithShownSecret<Answer, Field extends keyof Answer> = Omit<Answer, Field> &
  Readonly<Record<Field, ShownSecret | undefined>>;

/** Takes the secret out of an answer of the API, before anything keeps that answer. */
export function holdSecret<Field extends string, Answer extends Readonly<Record<Field, string | null>>>(
  answer: Answer,
  field: Field,
): WithShownSecret<Answer, Field> {
  const text: string | null = answer[field];
  return { ...answer, [field]: text === null ? undefined : { text } } as WithShownSecret<Answer, Field>;
}

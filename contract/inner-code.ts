/** What a code inside an answer means. */
export interface InnerCodeText {
  /** Where in an answer the code stands. */
  readonly where: string;
  readonly message: string;
  readonly fix: string;
}

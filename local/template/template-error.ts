/** The template says something that the runner does not know, or cannot be read. The message is meant for the developer. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TemplateError";
  }
}

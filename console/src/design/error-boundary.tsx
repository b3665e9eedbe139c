import { Component, type ReactNode } from "react";
import { ErrorNotice } from "./page.tsx";

/** A page that breaks says so and leaves the rest of the console alone. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error?: unknown }> {
  override state: { readonly error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (!("error" in this.state)) return this.props.children;
    return (
      <div className="page">
        <ErrorNotice error={this.state.error} onRetry={() => location.reload()} />
      </div>
    );
  }
}

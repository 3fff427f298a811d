export const DECLARED: Record<string, unknown>;
export const FILE: URL;
export function content(): string;

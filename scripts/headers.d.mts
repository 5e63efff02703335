export const ISOLATION_HEADERS: Readonly<Record<string, string>>;
export function policyOf(name: string): string;
export function headersFile(): string;

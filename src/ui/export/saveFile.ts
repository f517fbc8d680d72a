/** How long a browser may take to begin reading what it was given to save. */
const HELD_MS = 60_000;

/** Hands the visitor a file to keep. */
export function saveFile({ name, content }: SavedFile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HELD_MS);
}

export interface SavedFile {
  name: string;
  content: Blob;
}

/** Letters, digits and single hyphens of a text, as file names like them. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\w.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
    .toLowerCase();
}

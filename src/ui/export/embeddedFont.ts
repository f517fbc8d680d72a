/** A typeface of the page as a rule that holds its file, so that a drawing looks the same where it is not installed. */
let rule: Promise<string> | null = null;

/** Empty where it cannot be had; the drawing then falls back to what there is. */
export function embeddedFont(family: string): Promise<string> {
  return (rule ??= load(family).catch(() => ''));
}

async function load(family: string): Promise<string> {
  const faces = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((found) => found instanceof CSSFontFaceRule);
  const face = faces.find(({ style }) => style.getPropertyValue('font-family').includes(family));
  const address = face && /url\(["']?([^"')]+)/.exec(face.style.getPropertyValue('src'))?.[1];
  if (!face || !address) return '';
  const file = await fetch(new URL(address, face.parentStyleSheet?.href ?? document.baseURI));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `@font-face{font-family:'${family}';font-weight:${face.style.getPropertyValue('font-weight')};src:url(data:font/woff2;base64,${btoa(letters)}) format('woff2')}`;
}

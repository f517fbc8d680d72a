/** Folders of PNG files on disk, as a visitor would choose them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** An 8-bit RGB image (PNG specification, W3C 2003); `colourAt` gives three bytes. */
export function png(width: number, height: number, colourAt: (row: number, column: number) => readonly [number, number, number]): Buffer {
  const rows = Buffer.alloc(height * (1 + 3 * width)); // each row begins with its filter, 0
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) rows.set(colourAt(row, column), row * (1 + 3 * width) + 1 + 3 * column);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), body]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(body.length, 0);
  typed.copy(framed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}

/** Stripes of one of three colours, no two alike; larger than what a run sees, and not square. */
export function picture(label: number, image: number): Buffer {
  return png(50 + image, 40, (row, column) => {
    const light = 90 + ((row * (image + 3) + column * 5) % 80);
    return [light * (label === 0 ? 1 : 0.3), light * (label === 1 ? 1 : 0.3), light * (label === 2 ? 1 : 0.3)];
  });
}

/** Writes files by their paths into a fresh folder; `remove` deletes it. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'own-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** `each` pictures in a sub-folder for every class. */
export function pictures(classes: readonly string[], each: number): Record<string, Buffer> {
  const named = classes.flatMap((name, label) => Array.from({ length: each }, (_, image) => [`${name}/${image}.png`, picture(label, image)] as const));
  return Object.fromEntries(named);
}

/** WGSL declarations of buffers whose numbers are read and written four at a time, also where they do not lie in vec4s. */

/**
 * Declares `nameFrom(at, left)`: four numbers from index `at`, of which only `left` exist; the others are 0. With `inQuads`, `at` is a
 * multiple of four and all of them exist.
 */
export function quadReader(binding: number, name: string, inQuads: boolean): string {
  const declaration = `@group(0) @binding(${binding}) var<storage, read> ${name}: array<${inQuads ? 'vec4f' : 'f32'}>;`;
  const existing = (part: number) => `select(0.0, ${name}[at + ${part}u], left > ${part}u)`;
  const value = inQuads ? `${name}[at >> 2u]` : `vec4f(${name}[at], ${existing(1)}, ${existing(2)}, ${existing(3)})`;
  return `${declaration}\nfn ${name}From(at: u32, left: u32) -> vec4f { return ${value}; }`;
}

/** Declares `nameSet(at, left, value)`, likewise; with `add`, it adds. */
export function quadWriter(binding: number, name: string, inQuads: boolean, add = false): string {
  const declaration = `@group(0) @binding(${binding}) var<storage, read_write> ${name}: array<${inQuads ? 'vec4f' : 'f32'}>;`;
  const sign = add ? '+=' : '=';
  const existing = (part: number) => `if (left > ${part}u) { ${name}[at + ${part}u] ${sign} value[${part}]; }`;
  const body = inQuads ? `${name}[at >> 2u] ${sign} value;` : [0, 1, 2, 3].map(existing).join(' ');
  return `${declaration}\nfn ${name}Set(at: u32, left: u32, value: vec4f) { ${body} }`;
}

/** Declares the uniform `shape` of the text's struct Shape. */
export function shapeUniform(binding: number): string {
  return `@group(0) @binding(${binding}) var<uniform> shape: Shape;`;
}

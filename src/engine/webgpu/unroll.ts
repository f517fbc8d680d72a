/**
 * Writes out the loops of a shader text whose bounds are constants of its variant. WGSL compilers need not unroll, and an
 * array of accumulators that is indexed in a loop lives in memory, where each access costs as much as one to a buffer; named
 * variables stay in registers.
 *
 * Lines of a text that are directives:
 *
 *     //#each row ROWS, column COLUMNS      the lines up to //#end once per pair, the last index fastest
 *     //#if BIAS                            the lines up to //#end where the constant is not false or 0
 *     //#if !BIAS
 *     //#end
 *
 * Elsewhere `$(row * STRIDE + 1)` becomes the number; + - * / % of whole numbers, constants and indices, without brackets.
 */
import type { Dispatch } from './dispatch';

export type Constants = Readonly<Record<string, number | boolean>>;

function operand(text: string, names: Constants): number {
  const value = /^\d+$/.test(text) ? Number(text) : names[text];
  if (value === undefined) throw new Error(`unknown name "${text}" in a shader text`);
  return Number(value);
}

function product(text: string, names: Constants): number {
  const [first, ...rest] = text.split(/([*/%])/).map((part) => part.trim());
  let value = operand(first!, names);
  for (let at = 0; at < rest.length; at += 2) {
    const next = operand(rest[at + 1]!, names);
    value = rest[at] === '*' ? value * next : rest[at] === '/' ? Math.floor(value / next) : value % next;
  }
  return value;
}

function valueOf(expression: string, names: Constants): number {
  const [first, ...rest] = expression.split(/([+-])/);
  let value = product(first!, names);
  for (let at = 0; at < rest.length; at += 2) value += (rest[at] === '+' ? 1 : -1) * product(rest[at + 1]!, names);
  return value;
}

/** The line behind the `//#end` that closes what opens before `from`. */
function endOf(lines: readonly string[], from: number): number {
  for (let at = from, depth = 1; at < lines.length; at++) {
    if (/^\s*\/\/#(each|if)\b/.test(lines[at]!)) depth++;
    if (/^\s*\/\/#end\b/.test(lines[at]!) && --depth === 0) return at + 1;
  }
  throw new Error('a shader text lacks an //#end');
}

function repeated(lines: readonly string[], loops: readonly string[], names: Constants): string[] {
  if (loops.length === 0) return written(lines, names);
  const [index, ...bound] = loops[0]!.trim().split(/\s+/);
  return Array.from({ length: valueOf(bound.join(' '), names) }, (_, value) =>
    repeated(lines, loops.slice(1), { ...names, [index!]: value }),
  ).flat();
}

function written(lines: readonly string[], names: Constants): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at++]!;
    const directive = /^\s*\/\/#(each|if)\s+(.*)$/.exec(line);
    if (!directive) {
      out.push(line.replace(/\$\(([^)]*)\)/g, (_, expression: string) => `${valueOf(expression, names)}`));
      continue;
    }
    const end = endOf(lines, at);
    const body = lines.slice(at, end - 1);
    at = end;
    const given = directive[2]!.trim();
    if (directive[1] === 'each') out.push(...repeated(body, given.split(','), names));
    else if (given.startsWith('!') ? !operand(given.slice(1), names) : operand(given, names)) out.push(...written(body, names));
  }
  return out;
}

/** The text with its directives carried out. */
export function unroll(text: string, constants: Constants): string {
  return written(text.split('\n'), constants).join('\n');
}

/** A pass with these constants, unrolled when its pipeline is first made. */
export function variant(name: string, text: string, constants: Constants): Pick<Dispatch, 'pass' | 'constants'> {
  return { pass: { name, get code() { return unroll(text, constants); } }, constants };
}

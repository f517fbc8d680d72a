/** What somebody might put into a link to break the page, and ways to damage a link that was whole. */
import type { Random } from '../../src/random/stream';

export const hostileTexts = [
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  '\u202Egnp.exe',
  '\u2066\u2069\u200B\u0000\u001B[31m',
  '__proto__',
  'constructor',
  '{"__proto__":{"polluted":1}}',
  '9'.repeat(400),
  '-1e999',
  '1e308',
  'NaN',
  'null',
  '%E0%A4%A',
  '%00',
  '&&&==#?',
  '\uD800',
  '𝕎'.repeat(50),
  '${alert(1)}',
  ';,:;,:',
  '../../../etc/passwd',
  '[[[[[[[[[[[[[[[[',
  ' '.repeat(2_000),
] as const;

export type Mutate = (text: string, random: Random, hostile: string) => string;

const at = (text: string, random: Random) => random.below(text.length + 1);

export const mutations: readonly Mutate[] = [
  (text, random) => text.slice(0, at(text, random)),
  (text, random) => text.slice(at(text, random)),
  (text, random, hostile) => {
    const place = at(text, random);
    return text.slice(0, place) + hostile + text.slice(place);
  },
  (text, random, hostile) => {
    const place = at(text, random);
    return text.slice(0, place) + hostile + text.slice(place + hostile.length);
  },
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + String.fromCharCode(33 + random.below(94)) + text.slice(place + 1);
  },
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + String(random.below(1e9)) + text.slice(place + 1);
  },
  // A bit of one character.
  (text, random) => {
    const place = random.below(Math.max(1, text.length));
    return text.slice(0, place) + String.fromCharCode((text.charCodeAt(place) || 65) ^ (1 << random.below(7))) + text.slice(place + 1);
  },
  (text) => text + text,
  (text, random) => text.repeat(1 + random.below(40)),
  (text, random) => {
    const [low, high] = [at(text, random), at(text, random)].sort((a, b) => a - b) as [number, number];
    return text.slice(0, low) + text.slice(high);
  },
  (text, random) => {
    // A number of it, replaced by another.
    const numbers = [...text.matchAll(/-?\d+(\.\d+)?/g)];
    const match = numbers[random.below(Math.max(1, numbers.length))];
    const other = ['-1', '0', '0.5', '10001', '1e999', '2147483648', 'null', '""', '[]', '{}'][random.below(10)]!;
    return match ? text.slice(0, match.index) + other + text.slice(match.index + match[0].length) : text;
  },
  (text, random) => {
    const words = text.split(/([&=,:;[\]{}"])/);
    return words.map((word, index) => (random.below(12) === 0 ? (words[words.length - 1 - index] ?? word) : word)).join('');
  },
];

/**
 * A chart as one SVG that stands alone: its drawings, name, note and legend where the page shows them, with the styles of now
 * written into every element and the typeface within. What is only for the hand or for now is left out: buttons, tables, the crosshair.
 */
import { embeddedFont } from './embeddedFont';

export interface Drawing {
  text: string;
  width: number;
  height: number;
}

const MARGIN = 16;
const SVG = 'http://www.w3.org/2000/svg';
const LEFT_OUT = 'button, select, input, label, details, .crosshair, .export-menu, .visually-hidden, .chart-options, [hidden], [role="tooltip"], .recharts-tooltip-wrapper';
const PAINT = ['fill', 'stroke'] as const;
const LOOKS = [
  'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'fill-opacity', 'stroke-opacity', 'paint-order',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility', 'display',
] as const; // prettier-ignore
/** SVG's own, which need not be written. */
const INITIAL: Readonly<Record<string, string>> = {
  'stroke-width': '1px', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', opacity: '1', 'fill-opacity': '1',
  'stroke-opacity': '1', 'paint-order': 'normal', 'text-anchor': 'start', 'dominant-baseline': 'auto', visibility: 'visible', display: 'inline',
  stroke: 'none',
}; // prettier-ignore

/** Throws where the figure shows no drawing. */
export async function figureSvg(figure: HTMLElement): Promise<Drawing> {
  const drawings = [...figure.querySelectorAll('svg')].filter((svg) => !svg.closest(LEFT_OUT) && !svg.parentElement!.closest('svg') && svg.getClientRects().length > 0);
  const texts = linesOf(figure);
  if (!drawings.some((svg) => svg.clientWidth > 100)) throw new Error('This chart has nothing to save yet. Wait until it is drawn, then save it again.');
  const boxes = [...drawings.map((svg) => svg.getBoundingClientRect()), ...texts.map(({ box }) => box)];
  const left = Math.floor(Math.min(...boxes.map((box) => box.left))) - MARGIN;
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right))) + MARGIN - left;
  const heightAt = closedUp(boxes);
  const height = Math.ceil(Math.max(...boxes.map((box) => heightAt(box.top) + box.height))) + MARGIN;

  const root = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) root.setAttribute(name, String(value));
  const style = document.createElementNS(SVG, 'style');
  style.textContent = await embeddedFont('Figtree');
  const paper = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: '100%', height: '100%', fill: plainColour(paperBehind(figure)) })) paper.setAttribute(name, value);
  root.append(style, paper, ...texts.map((line) => textElement(line, line.box.left - left, heightAt(line.box.top))), ...drawings.map((svg) => placed(svg, left, heightAt)));
  const text = new XMLSerializer().serializeToString(root);
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`, width, height };
}

/** Where what begins at a height of the page comes to stand: rows that are left out leave no gap behind. */
function closedUp(boxes: readonly DOMRect[]): (top: number) => number {
  const sorted = [...boxes].sort((a, b) => a.top - b.top);
  const moves: { from: number; up: number }[] = [];
  let up = Math.floor(sorted[0]!.top) - MARGIN;
  let bottom = sorted[0]!.top;
  for (const box of sorted) {
    if (box.top - bottom > MARGIN) up += box.top - bottom - MARGIN;
    moves.push({ from: box.top, up });
    bottom = Math.max(bottom, box.bottom);
  }
  return (top) => top - moves.findLast(({ from }) => from <= top)!.up;
}

/** At twice the size, as screens and print like it. */
export async function pictureOf({ text, width, height }: Drawing, scale = 2): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width * scale, height * scale);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * scale, height * scale];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser could not make a picture of this chart. Save it as SVG instead.'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

interface Line {
  text: string;
  box: DOMRect;
  element: Element;
}

/** Lines of text outside of drawings, as the page breaks them. */
function linesOf(figure: HTMLElement): Line[] {
  const lines: Line[] = [];
  const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement!;
    if (node.textContent!.trim() === '' || element.closest(`svg, ${LEFT_OUT}`) || getComputedStyle(element).visibility !== 'visible') continue;
    const text = node.textContent!;
    let line: Line | null = null;
    for (let at = 0; at < text.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (!box || box.width === 0) continue;
      if (line && Math.abs(box.top - line.box.top) < 2) {
        line.text += text[at]!;
        line.box = new DOMRect(line.box.left, line.box.top, box.right - line.box.left, line.box.height);
      } else {
        line = { text: text[at]!, box, element };
        lines.push(line);
      }
    }
  }
  return lines;
}

/** Where the letters stand in a line's box, as a share of its height; Figtree's ascent is 0.95 and its descent 0.25. */
const BASELINE = 0.95 / 1.2;

function textElement({ text, box, element }: Line, x: number, top: number): SVGTextElement {
  const { color, fontFamily, fontSize, fontWeight } = getComputedStyle(element);
  const written = document.createElementNS(SVG, 'text');
  const attributes = { x, y: top + box.height * BASELINE, fill: plainColour(color), 'font-family': fontFamily, 'font-size': fontSize, 'font-weight': fontWeight };
  for (const [name, value] of Object.entries(attributes)) written.setAttribute(name, typeof value === 'number' ? value.toFixed(1) : value);
  written.textContent = text.trimEnd();
  return written;
}

function placed(svg: SVGSVGElement, left: number, heightAt: (top: number) => number): SVGElement {
  const box = svg.getBoundingClientRect();
  const copy = styledCopy(svg) as SVGElement;
  for (const [name, value] of Object.entries({ x: box.left - left, y: heightAt(box.top), width: box.width, height: box.height, overflow: 'visible' })) copy.setAttribute(name, String(value));
  copy.removeAttribute('style');
  return copy;
}

/** Attributes that say what is drawn rather than how it looks. */
const SHAPE = /^(d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|width|height|points|transform|viewBox|preserveAspectRatio|id|href|offset|clip-path|gradientUnits|clipPathUnits|stop-color)$/;

function styledCopy(element: Element): Element {
  const copy = document.createElementNS(SVG, element.localName);
  for (const { name, value } of element.attributes) if (SHAPE.test(name)) copy.setAttribute(name, value);
  const computed = getComputedStyle(element);
  const isText = element.localName === 'text' || element.localName === 'tspan';
  for (const name of PAINT) {
    const paint = computed.getPropertyValue(name);
    if (paint && paint !== INITIAL[name]) copy.setAttribute(name, paint.startsWith('url(') ? paint.replace(/^url\(["']?[^#]*(#[^"')]*)["']?\).*$/, 'url($1)') : plainColour(paint));
  }
  for (const name of LOOKS) {
    if (!isText && /^(font|text|dominant)/.test(name)) continue;
    const value = computed.getPropertyValue(name);
    if (value && value !== INITIAL[name]) copy.setAttribute(name, value);
  }
  if (computed.transform !== 'none' && !copy.hasAttribute('transform')) copy.setAttribute('transform', computed.transform);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent!);
    else if (child instanceof SVGElement && child.localName !== 'script' && child.localName !== 'style') copy.append(styledCopy(child));
  }
  return copy;
}

function paperBehind(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return getComputedStyle(document.documentElement).colorScheme.startsWith('dark') ? '#15171b' : '#ffffff';
}

let canvas: CanvasRenderingContext2D | null = null;

/** As rgb(), which every viewer knows; a browser also computes color() and oklab(). */
function plainColour(colour: string): string {
  if (/^(none|rgba?\(|#)/.test(colour)) return colour;
  canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${(alpha! / 255).toFixed(3)})`;
}

/** A typeset formula: HTML for the eye, MathML for screen readers. */
import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useMemo } from 'react';

/** `tex` is one of ours, never a visitor's. A display formula stands in a line of its own, which scrolls where it is too long and can be reached for that. */
export function Formula({ tex, display = false }: { tex: string; display?: boolean }) {
  const html = useMemo(() => katex.renderToString(tex, { displayMode: display, output: 'htmlAndMathml', throwOnError: true }), [tex, display]);
  return <span className={display ? 'formula-line' : 'formula'} {...(display && { tabIndex: 0, role: 'group', 'aria-label': 'Formula' })} dangerouslySetInnerHTML={{ __html: html }} />;
}

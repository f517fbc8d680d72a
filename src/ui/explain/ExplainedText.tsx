/** Loaded lazily: this is where KaTeX comes in. */
import './explain.css';
import type { Topic } from './topic';
import { Formula } from './Formula';
import { losses } from './losses';
import { ideas } from './ideas';

const texts = { ...ideas, ...losses };

export default function ExplainedText({ topic }: { topic: Topic }) {
  const { said, formula, then } = texts[topic];
  return (
    <div className="explained">
      <p>{said}</p>
      <Formula tex={formula} display />
      <p>{then}</p>
    </div>
  );
}

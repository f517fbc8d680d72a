/** A few images of the current batch and the two augmented views that the network really sees of each. */
import { memo } from 'react';
import type { ViewsSample } from '../../worker/protocol';
import { Picture } from '../Picture';

const SHOWN = 4;
const columns = [
  { key: 'original', title: 'image', name: 'original' },
  { key: 'first', title: 'view 1', name: 'first view' },
  { key: 'second', title: 'view 2', name: 'second view' },
] as const;

export const ViewsStrip = memo(function ViewsStrip({ views }: { views: ViewsSample | null }) {
  const rows = Array.from({ length: views ? Math.min(SHOWN, views.count) : SHOWN }, (_, index) => index);
  return (
    <div className="views" data-testid="views">
      <div className="views-grid" style={{ '--rows': rows.length } as React.CSSProperties}>
        {columns.map(({ key, title, name }) => (
          <div key={key} className="views-column">
            <span className="views-title">{title}</span>
            {rows.map((row) =>
              views ? (
                <Picture key={row} pixels={views[key]} index={row} name={`Views: image ${row + 1}, ${name}`} />
              ) : (
                <span key={row} className="views-empty" />
              ),
            )}
          </div>
        ))}
      </div>
      <p className="views-note">{views ? `Step ${views.step}: what the network sees` : 'The augmented views appear here as soon as training runs.'}</p>
    </div>
  );
});

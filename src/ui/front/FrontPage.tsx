/** The first page. */
import { PageLink } from '../PageLink';

export function FrontPage() {
  return (
    <section className="front" aria-label="Overview">
      <p>Does the width of a network’s very last block alone decide how useful its representation is?</p>
      <PageLink to="lab">Open the Lab</PageLink>
    </section>
  );
}

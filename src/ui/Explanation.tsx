/** What a newcomer needs to read the page, in four short paragraphs. */
import { useId } from 'react';

export function Explanation() {
  const title = useId();
  return (
    <section className="explanation" aria-labelledby={title}>
      <h2 id={title} className="section-title">
        What am I looking at?
      </h2>
      <div className="explanation-columns">
        <div>
          <h3>The lever</h3>
          <p>
            A network learns from images without their labels: it is shown two altered views of each image and has to find out which
            ones belong together. Afterwards we keep its representation, the D numbers that come out of its very last block. You change
            only D. Everything below that block stays the same.
          </p>
        </div>
        <div>
          <h3>The projector</h3>
          <p>
            The loss usually does not see the representation but K numbers made from it by a small projector, which is thrown away
            afterwards. With a linear projector at most K directions of the representation are pushed by the loss. When D is much larger
            than K, much is left alone, and less may be lost.
          </p>
        </div>
        <div>
          <h3>Two probes</h3>
          <p>
            A linear probe reads a label from the frozen representation; its accuracy on clean test images says how useful that is. The
            online probe trains along and lags behind. The refit probe is fitted afresh each time, so its values can be compared between
            steps, widths and runs.
          </p>
        </div>
        <div>
          <h3>The untrained line</h3>
          <p>
            A random network already probes better when it is wider, because the probe has more to work with. So look at the gain over
            the untrained network of the same width. A single run has a single seed: differences of a point or two mean little.
          </p>
        </div>
      </div>
    </section>
  );
}

/** The four ideas that the page rests on. */
import type { Explanation } from './explanation';
import { Formula } from './Formula';

export const ideas = {
  lever: {
    said: (
      <>
        The representation <Formula tex="h" /> is what the last block puts out, averaged over the image. Behind a linear projector <Formula tex="W" /> the loss
        moves it only along the rows of <Formula tex="W" />:
      </>
    ),
    formula: String.raw`\begin{gathered} h \in \mathbb{R}^{D}, \quad z = W h \in \mathbb{R}^{K} \\ \nabla_{\!h} \mathcal{L} = W^{\top} \nabla_{\!z} \mathcal{L} \\ \text{in at most } \min(D, K) \text{ dimensions} \end{gathered}`,
    then: (
      <>
        When <Formula tex="D" /> is much larger than <Formula tex="K" />, most directions of <Formula tex="h" /> are not pushed by the pretext loss. Whether less is thrown
        away for that reason is what you can test here.
      </>
    ),
  },
  projector: {
    said: 'The loss does not see the representation but what a small network makes of it, which is thrown away after training. It may drop what the pretext task wants dropped, such as colour and place, before the representation has to.',
    formula: String.raw`\begin{aligned} \text{none:}\quad & z = h \\ \text{linear:}\quad & z = W h + b \\ \text{deeper:}\quad & z = W_2\,\mathrm{ReLU}(\mathrm{N}(W_1 h)) + b \end{aligned}`,
    then: (
      <>
        <Formula tex={String.raw`\mathrm{N}`} /> is a batch normalisation; every further layer repeats it. Probes always read <Formula tex="h" />, unless a row says otherwise.
      </>
    ),
  },
  probe: {
    said: (
      <>
        A probe asks how well a simple reader finds the label <Formula tex="y" /> in the frozen representation. The refit probe is a logistic regression on standardised
        features <Formula tex={String.raw`\tilde h`} />, taken to its optimum:
      </>
    ),
    formula: String.raw`\begin{gathered} \min_{A,\,b}\; \frac{1}{n}\sum_{i=1}^{n} -\log p_{i,y_i} + \frac{\lambda}{2}\lVert A\rVert^2 \\ p_i = \mathrm{softmax}(A \tilde h_i + b) \end{gathered}`,
    then: 'It has one answer whatever the step, the width or the run, so its accuracies on clean test images can be compared. The online probe trains along instead and lags behind.',
  },
  untrained: {
    said: (
      <>
        A probe has <Formula tex={String.raw`D \times \text{classes}`} /> weights, so it reads more from a wider network even where that has learned nothing. The dashed line
        is the network at step 0, probed in the same way. What was learned is the rise above it:
      </>
    ),
    formula: String.raw`\text{gain}(D) = \mathrm{acc}(h^{\text{end}}_{D}) - \mathrm{acc}(h^{0}_{D})`,
    then: 'Compare widths by their gain as well as by their accuracy. One run is one seed: differences of a point or two mean little.',
  },
} satisfies Record<string, Explanation>;

/** The four ideas that the page rests on. */
import type { Explanation } from './explanation';
import { Formula } from './Formula';

export const ideas = {
  lever: {
    said: (
      <>
        The representation <Formula tex="h" /> is the output of the last block, averaged over the image. Behind a linear projector <Formula tex="W" /> the loss
        moves it only along the rows of <Formula tex="W" />:
      </>
    ),
    formula: String.raw`\begin{gathered} h \in \mathbb{R}^{D}, \quad z = W h \in \mathbb{R}^{K} \\ \nabla_{\!h} \mathcal{L} = W^{\top} \nabla_{\!z} \mathcal{L} \\ \text{in at most } \min(D, K) \text{ dimensions} \end{gathered}`,
    then: (
      <>
        When <Formula tex="D" /> is much larger than <Formula tex="K" />, the pretext loss pushes few directions of <Formula tex="h" />. Whether less is thrown away for
        that reason is what you can test here.
      </>
    ),
  },
  projector: {
    said: 'The loss sees the output of a small network behind the representation, the projector, which is thrown away after training. The projector can drop what the pretext task wants dropped, such as colour and position, so that the representation need not.',
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
        A probe asks how well a simple classifier reads the label <Formula tex="y" /> from the frozen representation. Probe accuracy is that of a logistic regression on
        standardised features <Formula tex={String.raw`\tilde h`} />, fitted to its optimum:
      </>
    ),
    formula: String.raw`\begin{gathered} \min_{A,\,b}\; \frac{1}{n}\sum_{i=1}^{n} -\log p_{i,y_i} + \frac{\lambda}{2}\lVert A\rVert^2 \\ p_i = \mathrm{softmax}(A \tilde h_i + b) \end{gathered}`,
    then: 'The optimum is unique, so accuracies on clean test images can be compared across steps, widths and runs. The online probe trains along with the network instead and lags behind.',
  },
  untrained: {
    said: (
      <>
        A probe has <Formula tex={String.raw`D \times \text{classes}`} /> weights, so it reads more from a wider network even if that has learned nothing. The dashed line
        is the untrained network, probed in the same way. What was learned is the rise above it:
      </>
    ),
    formula: String.raw`\text{gain}(D) = \mathrm{acc}(h^{\text{end}}_{D}) - \mathrm{acc}(h^{0}_{D})`,
    then: 'Compare widths by their gain as well as by their accuracy. One run is one seed: differences of a point or two mean little.',
  },
} satisfies Record<string, Explanation>;

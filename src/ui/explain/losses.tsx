/** The loss of each pretext method, as src/pretext computes it. */
import type { Experiment } from '../../experiment/fields';
import type { Explanation } from './explanation';
import { Formula } from './Formula';

export const losses: Readonly<Record<Experiment['method'], Explanation>> = {
  simclr: {
    said: (
      <>
        Each of the <Formula tex="2n" /> views <Formula tex="i" /> has one positive <Formula tex="j(i)" />, the other view of its image; all others are pushed away. With{' '}
        <Formula tex="s_{ik}" /> the cosine of <Formula tex="z_i" /> and <Formula tex="z_k" />:
      </>
    ),
    formula: String.raw`\mathcal{L} = \frac{1}{2n}\sum_{i} \Bigl[ \log \sum_{k \ne i} e^{s_{ik}/\tau} - \frac{s_{i\,j(i)}}{\tau} \Bigr]`,
    then: (
      <>
        The temperature <Formula tex={String.raw`\tau`} /> decides how hard the most similar negatives are looked at.
      </>
    ),
  },
  vicreg: {
    said: (
      <>
        Both views agree (invariance), every dimension keeps a spread (variance), and no two say the same (covariance). <Formula tex="C" /> is the covariance of the
        embeddings:
      </>
    ),
    formula: String.raw`\begin{aligned} \mathcal{L} ={}& 25\,\tfrac{1}{nK}\textstyle\sum \lVert z - z'\rVert^2 \\ &+ 25\,\tfrac{1}{K}\textstyle\sum_d \max(0, 1 - \sigma_d) \\ &+ \tfrac{1}{K}\textstyle\sum_{d \ne e} C_{de}^2 \end{aligned}`,
    then: 'The spread σ is hinged at 1 and averaged over both views; the last term is added over them.',
  },
  byol: {
    said: (
      <>
        A predictor <Formula tex="q" /> predicts the output of a moving average of the network for the other view, <Formula tex={String.raw`\bar z'`} />, through which no gradient
        goes. Both directions are added:
      </>
    ),
    formula: String.raw`\mathcal{L} = \sum_{\text{both}} \bigl( 2 - 2\cos(q(z), \bar z') \bigr)`,
    then: 'No image is pushed away. The predictor and the slowly moving target keep it from collapsing.',
  },
  barlow: {
    said: (
      <>
        <Formula tex="R" /> holds the correlations over the batch between the dimensions of one view and those of the other. It is pulled towards the identity:
      </>
    ),
    formula: String.raw`\begin{aligned} \mathcal{L} ={}& \textstyle\sum_d (1 - R_{dd})^2 \\ &+ 0.0051 \textstyle\sum_{d \ne e} R_{de}^2 \end{aligned}`,
    then: 'So views agree in every dimension, and dimensions do not repeat each other.',
  },
  simsiam: {
    said: (
      <>
        As BYOL, but the target is the network itself, <Formula tex={String.raw`z'`} />, taken as given: no gradient goes through it.
      </>
    ),
    formula: String.raw`\mathcal{L} = -\tfrac{1}{2} \sum_{\text{both}} \cos(q(z), \mathrm{sg}(z'))`,
    then: (
      <>
        Without the stop-gradient <Formula tex={String.raw`\mathrm{sg}`} /> all embeddings would soon be equal.
      </>
    ),
  },
  supervised: {
    said: 'The baseline that sees the labels: a linear classifier behind the projector has to name the class of both views.',
    formula: String.raw`\mathcal{L} = \frac{1}{2n}\sum_{i} -\log \mathrm{softmax}(V z_i + c)_{y_i}`,
    then: 'The representation fits this one task. The other tasks show what is lost for it.',
  },
};

import { pendingInputOf } from './inputs';

describe('the name of the button that goes on', () => {
  it.each([
    ['as the pipeline gives it', 'Ship it', 'Ship it'],
    ['none where Jenkins gives its own', 'Proceed', undefined],
    ['none where it is empty', '', undefined],
    ['none where it is not told', undefined, undefined],
  ])('is %s', (_, proceedText, proceed) => {
    const asked = { id: 'Go', message: 'Deploy to prod?', proceedText };
    expect(pendingInputOf(asked, undefined).proceed).toBe(proceed);
  });
});

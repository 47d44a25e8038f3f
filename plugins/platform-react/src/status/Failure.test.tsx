import { fireEvent, screen } from '@testing-library/react';
import { renderIn } from '../testing';
import { Failure } from './Failure';

/** As a live view tells it, and as an answer of the backend does. */
function told(name: string, message: string) {
  const cause = Object.assign(new Error(message), { name });
  return [cause, new Error('Request failed with 503', { cause })] as const;
}

const notKnownYet = told('NotKnownYetError', 'no user:default/lin.wei');

it.each(told('ServiceUnavailableError', 'connection refused'))(
  'shows what failed, what to do and the raw message of %p',
  async error => {
    renderIn('en', <Failure title="No rows" advice="Wait" error={error} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /No rows.*Wait.*connection refused/,
    );
  },
);

describe.each([
  ['en', 'The portal does not know your teams yet', /Nothing is to be done/],
  ['zh', '门户暂时还不知道您所属的团队', /无需任何操作/],
] as const)('in %s', (language, title, fills) => {
  it.each(notKnownYet)('says of %p that it is no failure', async error => {
    renderIn(language, <Failure title="No rows" error={error} />);
    const status = await screen.findByRole('status');
    expect(status).toHaveTextContent(title);
    expect(status).toHaveTextContent(fills);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.queryByText('No rows')).not.toBeInTheDocument();
  });
});

it('lets one try again what does not come by itself', async () => {
  const retry = jest.fn();
  const [error] = notKnownYet;
  renderIn('en', <Failure title="No rows" error={error} onRetry={retry} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledTimes(1);
  expect(screen.queryByText(/the page fills/)).not.toBeInTheDocument();
});

import { screen } from '@testing-library/react';
import { renderIn } from '../testing';
import type { Live } from './live';
import { LiveValue } from './LiveValue';
import { ViewError } from './ViewError';

const since = '2031-04-01T08:00:00.000Z';
const lost = new Error('Failed to fetch');
const untold = new ViewError({ name: 'Error', message: 'no such index' });
const gone = new ViewError({ name: 'NotFoundError', message: 'No web' });
const forbidden = new ViewError({
  name: 'NotAllowedError',
  message: 'no role',
});

const words = {
  loading: 'Asking…',
  failed: 'It could not be read',
  failedAdvice: 'The portal did not answer.',
  notAllowed: 'You may not',
  notAllowedAdvice: 'Ask a lead.',
};

const stale = (because: Error): Live<string> => ({
  kind: 'stale',
  value: 'web',
  since,
  because,
});
const failed = (because: Error): Live<string> => ({ kind: 'failed', because });

async function open(language: 'en' | 'zh', live: Live<string>) {
  renderIn(
    language,
    <main>
      <LiveValue live={live} words={words}>
        {value => <p>{value}</p>}
      </LiveValue>
    </main>,
  );
  return screen.findByRole('main');
}

it.each<['en' | 'zh', string, Live<string>, RegExp, RegExp]>([
  ['en', 'is lost', stale(lost), /connection to the portal is lost/, /fetch/],
  ['zh', 'is lost', stale(lost), /与门户的连接已断开/, /fetch/],
  [
    'en',
    'is good, and the view failed',
    stale(untold),
    /the portal answers, but could not tell.*no such index/,
    /connection/,
  ],
  [
    'zh',
    'is good, and the view failed',
    stale(untold),
    /门户有响应.*no such index/,
    /连接/,
  ],
])('in %s keeps what it knows where the connection %s', async (...row) => {
  const [language, , live, said, unsaid] = row;
  const page = await open(language, live);
  expect(page).toHaveTextContent(said);
  expect(page).not.toHaveTextContent(unsaid);
  expect(screen.getByText('web')).toBeInTheDocument();
});

it.each<['en' | 'zh', string, Live<string>, RegExp, RegExp]>([
  ['en', 'the portal is silent', failed(lost), /did not answer/, /answers/],
  ['en', 'a view failed', failed(untold), /portal answers/, /did not answer/],
  ['zh', 'a view failed', failed(untold), /门户有响应/, /did not answer/],
  ['en', 'it is gone', failed(gone), /not there any more/, /answer/],
  ['zh', 'it is gone', failed(gone), /已不存在/, /answer/],
  ['en', 'one may not', failed(forbidden), /Ask a lead/, /answer/],
])('in %s says that %s', async (language, _, live, said, unsaid) => {
  const page = await open(language, live);
  expect(page).toHaveTextContent(said);
  expect(page).not.toHaveTextContent(unsaid);
});

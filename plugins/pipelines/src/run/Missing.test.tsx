import type { MissingPart } from '@pilothouse/plugin-platform-common';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { Missing } from './Missing';

const slow: MissingPart = {
  part: 'tests',
  because: { kind: 'slow', message: 'Jenkins did not answer within 10 s' },
};
const noPlugin: MissingPart = {
  part: 'stages',
  because: { kind: 'no-plugin', plugin: 'pipeline-rest-api' },
};

it.each([
  [
    'en',
    slow,
    /^The tests that failed could not be read\. The CI server does not answer in time\..*did not answer within 10 s$/,
  ],
  ['zh', slow, /^无法读取失败的测试。 CI 服务器没有及时响应。.*within 10 s$/],
  ['en', noPlugin, /^The stages are not known, .*pipeline-rest-api/],
  ['zh', noPlugin, /^无法得知各阶段：.*pipeline-rest-api/],
] as const)(
  'says in %s what of a run is not known, and why',
  async (language, missing, words) => {
    renderIn(language, <Missing missing={missing} />);
    expect(await screen.findByRole('status')).toHaveTextContent(words);
  },
);

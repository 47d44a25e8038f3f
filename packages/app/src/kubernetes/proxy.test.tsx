import {
  translationApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { appTranslationRef } from '../language/ref';
import { proxyInWords } from './proxy';

const pod = {
  podName: 'web-1',
  namespace: 'shop',
  clusterName: 'east',
  containerName: 'web',
};

/** What the stock tab shows of a log, when the proxy answers with that. */
function Log({ status, body }: { status: number; body: string }) {
  const translation = useApi(translationApiRef);
  const [text, setText] = useState('');
  useTranslationRef(appTranslationRef);
  useEffect(() => {
    const unused = jest.fn();
    const kubernetes = {
      getObjectsByEntity: unused,
      getClusters: unused,
      getCluster: unused,
      getWorkloadsByEntity: unused,
      getCustomObjectsByEntity: unused,
      // The environment of tests has no Response.
      proxy: async () =>
        ({
          ok: status < 400,
          status,
          statusText: 'told',
          text: async () => body,
        } as Response),
    };
    proxyInWords(kubernetes, translation)
      .getPodLogs(pod)
      .then(
        log => setText(log.text),
        error => setText(error.message),
      );
  }, [translation, status, body]);
  return <output>{text}</output>;
}

it.each([
  ['en', 200, 'listening', /^listening$/],
  ['en', 500, '{"error":{}}', /^Proxy request failed with 500 told/],
  ['en', 403, '{"error":{}}', /^You may not .* tabs Logs and Deployments/],
  ['zh', 403, '{"error":{}}', /^您没有权限.*“日志”和“部署”标签页/],
] as const)(
  'the log in %s of an answer with %i',
  async (language, status, body, expected) => {
    renderIn(language, <Log status={status} body={body} />);
    expect(await screen.findByText(expected)).toBeInTheDocument();
  },
);

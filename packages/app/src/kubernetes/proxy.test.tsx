import {
  translationApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { KubernetesProxyClient } from '@backstage/plugin-kubernetes-react';
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

type Ask = (proxy: KubernetesProxyClient) => Promise<{ text: string }>;

interface Props {
  ask: Ask;
  status: number;
  body: string;
}

const log: Ask = proxy => proxy.getPodLogs(pod);
const deletion: Ask = proxy => proxy.deletePod(pod);
const events: Ask = proxy =>
  proxy
    .getEventsByInvolvedObjectName({ ...pod, involvedObjectName: 'web-1' })
    .then(items => ({ text: `${items.length}` }));

/** What the stock tab shows of what it asks, when the proxy answers with that. */
function Told({ ask, status, body }: Props) {
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
    ask(proxyInWords(kubernetes, translation)).then(
      told => setText(told.text),
      error => setText(`${error.message} ${error.cause?.message ?? ''}`),
    );
  }, [translation, ask, status, body]);
  return <output>{text}</output>;
}

it.each([
  ['en', 'log', log, 200, 'listening', /^listening$/],
  ['en', 'log', log, 500, '{}', /^Proxy request failed with 500 told/],
  [
    'en',
    'log',
    log,
    403,
    'why',
    /^You may .* tabs Logs and Deployments.* why$/,
  ],
  ['zh', 'log', log, 403, 'why', /^您没有权限.*“日志”和“部署”标签页.* why$/],
  ['en', 'deletion', deletion, 403, 'why', /failed with 403 told, why/],
  ['en', 'events', events, 403, 'why', /failed with 403 told, why/],
] as const)(
  'in %s, the %s that is asked for: %p, answered with %i %s',
  async (language, _, ask, status, body, expected) => {
    renderIn(language, <Told ask={ask} status={status} body={body} />);
    expect(await screen.findByText(expected)).toBeInTheDocument();
  },
);

import { lookup } from 'node:dns';
import { get as getHttp, type RequestOptions } from 'node:http';
import { get as getHttps } from 'node:https';

const patienceMs = 10_000;

const toThisMachine: NonNullable<RequestOptions['lookup']> = (
  _host,
  { all },
  answer,
) => {
  const address = '127.0.0.1';
  if (all) answer(null, [{ address, family: 4 }]);
  else answer(null, address, 4);
};

/**
 * Which status an address answers with. Names below `localhost` mean this machine (RFC 6761),
 * whatever its resolver knows.
 *
 * @throws when it does not answer
 */
export function statusOf(url: URL, signal?: AbortSignal): Promise<number> {
  const late = AbortSignal.timeout(patienceMs);
  const options: RequestOptions = {
    signal: signal ? AbortSignal.any([signal, late]) : late,
    lookup: isLocal(url.hostname) ? toThisMachine : lookup,
  };
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    get(url, options, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).on('error', reject);
  });
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

import { Agent, request, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

/** The store is on this machine: the proxy for services does not lead to it. */
const direct = new Agent({ keepAlive: false });

/** Reads an object by a signed address. @throws when it is refused */
export async function download(url: string): Promise<IncomingMessage> {
  return ask(url, 'GET');
}

/** Whether the store takes an object at that signed address. */
export async function isWritable(url: string): Promise<boolean> {
  return ask(url, 'OPTIONS').then(
    response => {
      response.resume();
      return true;
    },
    () => false,
  );
}

/** Writes an object to a signed address. @throws when it is refused or breaks off */
export async function upload(url: string, content: Readable): Promise<void> {
  const response = await ask(url, 'PUT', content);
  response.resume();
}

function ask(
  url: string,
  method: string,
  content?: Readable,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent: direct }, response => {
      if (response.statusCode === 200) {
        resolve(response);
        return;
      }
      text(response).then(
        because =>
          reject(
            new Error(
              `The object store answered ${response.statusCode}: ${because}`,
            ),
          ),
        reject,
      );
    });
    outgoing.on('error', reject);
    if (content) {
      pipeline(content, outgoing).catch(reject);
    } else {
      outgoing.end();
    }
  });
}

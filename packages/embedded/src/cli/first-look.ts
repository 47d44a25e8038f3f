import { connect } from 'node:net';
import { PrerequisiteError } from '../launcher/prerequisite-error.ts';
import { noContext, noUse, wayWithoutUse } from './kubeconfig-file.ts';
import { outlineOf } from './kubeconfig-outline.ts';
import { silenceOf } from './silence.ts';

const ANSWER_MS = 5000;
const HTTPS_PORT = 443;

/**
 * Looks at the clusters that a person named before anything is installed, which takes
 * minutes. Needs no package, and says nothing of what only a whole look can tell.
 *
 * @param text - of the kubeconfig
 * @returns a sentence for each cluster at which nothing listens, or one that says that the
 *   file can be read only later
 * @throws PrerequisiteError when a context is not there, or leads where the portal cannot go
 */
export async function lookAtClusters(
  text: string,
  { kubeconfig, contexts }: { kubeconfig: string; contexts: readonly string[] },
): Promise<string[]> {
  const outline = outlineOf(text);
  if (!outline) {
    return [
      `The kubeconfig ${kubeconfig} is not written as kubectl writes it; it is read once the packages are there.`,
    ];
  }
  const current = outline.current === undefined ? [] : [outline.current];
  const names = contexts.length > 0 ? contexts : current;
  const known = [...outline.contexts.keys()];
  for (const name of names) {
    if (!outline.contexts.has(name)) {
      throw new PrerequisiteError(noContext(kubeconfig, name, known));
    }
    const feature = wayWithoutUse(outline.contexts.get(name) ?? {});
    if (feature) {
      throw new PrerequisiteError(noUse(kubeconfig, name, feature, known));
    }
  }
  const told = await Promise.all(
    names.map(async name => {
      const server = outline.contexts.get(name)?.server;
      const because = server && (await whySilent(server));
      return because ? [silenceOf(name, server, because)] : [];
    }),
  );
  return told.flat();
}

/** Why nothing listens there; undefined when something does, or it is no address. */
function whySilent(server: string): Promise<string | undefined> {
  if (!URL.canParse(server)) return Promise.resolve(undefined);
  const { hostname, port } = new URL(server);
  const socket = connect({
    // An IPv6 address stands in brackets.
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || HTTPS_PORT,
    timeout: ANSWER_MS,
  });
  return new Promise<string | undefined>(resolve => {
    socket.once('connect', () => resolve(undefined));
    socket.once('timeout', () =>
      resolve(`no answer within ${ANSWER_MS / 1000} s`),
    );
    socket.once('error', error => resolve(error.message));
  }).finally(() => socket.destroy());
}

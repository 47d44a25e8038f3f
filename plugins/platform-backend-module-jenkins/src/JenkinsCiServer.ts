import type { CiServer } from '@pilothouse/plugin-platform-node';
import { JenkinsClient } from './client';
import type { JenkinsConfig } from './config';
import { pageWithoutLinks, runWithoutLinks } from './links';
import { Orders } from './orders';
import { executorsOf, Learned, LogReader, RunReader, RunsReader } from './read';
import { findJob, Setup } from './setup';

/**
 * Jenkins as the CI server of the portal.
 *
 * @param seconds - how long an answer is waited for
 */
export function jenkinsCiServer(
  config: JenkinsConfig,
  seconds?: number,
): CiServer {
  const client = new JenkinsClient(config, seconds);
  const learned = new Learned();
  const now = () => Date.now();
  const logs = new LogReader(client);
  const log: CiServer['log'] = (...args) => logs.read(...args);
  const page = new RunsReader(client, learned, now, log);
  const one = new RunReader(client, learned, now, log);
  const orders = new Orders(client, one);
  const setup = new Setup(client);
  const { hasPages = true } = config;
  return {
    async runs(...args) {
      const told = await page.read(...args);
      return hasPages ? told : pageWithoutLinks(told);
    },
    async run(...args) {
      const told = await one.read(...args);
      return hasPages ? told : runWithoutLinks(told);
    },
    executors: signal => executorsOf(client, signal),
    log,
    findJob: (...args) => findJob(client, ...args),
    runAgain: (...args) => orders.runAgain(...args),
    abort: (...args) => orders.abort(...args),
    answerInput: (...args) => orders.answerInput(...args),
    ensureFolder: (...args) => setup.ensureFolder(...args),
    ensureMultibranchJob: (...args) => setup.ensureMultibranchJob(...args),
    putCredential: (...args) => setup.putCredential(...args),
    deleteJob: (...args) => setup.deleteJob(...args),
    deleteFolderIfEmpty: (...args) => setup.deleteFolderIfEmpty(...args),
    deleteCredential: (...args) => setup.deleteCredential(...args),
  };
}

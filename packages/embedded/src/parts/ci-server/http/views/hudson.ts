import type { Job } from '../../store/job.ts';
import { Bean } from '../bean.ts';
import { jobBean, type JobView } from './job.ts';

/** The server itself. */
export function hudsonBean(view: JobView, root: Job, executors: number): Bean {
  return new Bean('hudson.model.Hudson', {
    assignedLabels: () => [],
    mode: () => 'NORMAL',
    nodeDescription: () =>
      'CI server stand-in: Jenkins’ REST interface, and declarative pipelines as processes',
    nodeName: () => '',
    numExecutors: () => executors,
    description: () => null,
    jobs: () => [...root.children.values()].map(job => jobBean(view, job)),
    primaryView: () => null,
    quietDownReason: () => null,
    quietingDown: () => false,
    slaveAgentPort: () => -1,
    url: () => `${view.url}/`,
    useCrumbs: () => true,
    useSecurity: () => true,
    views: () => [],
  });
}

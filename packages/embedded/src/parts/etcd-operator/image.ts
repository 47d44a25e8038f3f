import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareImage } from '../../middleware/image/middleware-image.ts';
import { ETCD_VERSION } from '../kubernetes-tools.ts';

/** The image that an EtcdCluster names unless it says otherwise. */
export const REPOSITORY = 'gcr.io/etcd-development/etcd';

/**
 * The image of etcd.
 *
 * @param program - path of the server, which this platform has built for itself
 */
export function etcdImage(program: string): MiddlewareImage {
  return {
    programs: { title: `etcd ${ETCD_VERSION}`, present: program },
    repository: REPOSITORY,
    tag: ETCD_VERSION,
    programsAt: 'opt/etcd/etcd',
    files: {
      'opt/etcd/run.sh': readFileSync(
        join(import.meta.dirname, 'run.sh'),
        'utf8',
      ),
      'etc/passwd':
        'root:x:0:0:root:/root:/bin/sh\netcd:x:1000:1000:etcd:/var/lib/etcd:/bin/sh\n',
    },
    config: {
      Entrypoint: ['sh', 'run.sh'],
      WorkingDir: '/opt/etcd',
      User: '1000:1000',
    },
  };
}

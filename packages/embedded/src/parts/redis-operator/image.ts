import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareImage } from '../../middleware/image/middleware-image.ts';
import { redisPrograms } from '../../middleware/redis/redis-programs.ts';

/** The image that the resources name; its Redis is the one that this platform has. */
export const redisImage: MiddlewareImage = {
  programs: redisPrograms,
  repository: 'quay.io/opstree/redis',
  tag: 'v6.2.14',
  programsAt: 'opt/redis/bin',
  files: {
    'opt/redis/run.sh': readFileSync(
      join(import.meta.dirname, 'run.sh'),
      'utf8',
    ),
    'etc/passwd':
      'root:x:0:0:root:/root:/bin/sh\nredis:x:1000:1000:Redis:/data:/bin/sh\n',
  },
  config: {
    Entrypoint: ['sh', 'run.sh'],
    WorkingDir: '/opt/redis',
    User: '1000:1000',
  },
};

import type { MiddlewareImage } from '../../middleware/image/middleware-image.ts';
import {
  REDIS_VERSION,
  redisPrograms,
} from '../../middleware/redis/redis-programs.ts';

/** Volumes are where the pod says, or where the node says that it had to put them. */
const RUN = `exec bin/redis-server \\
  --dir "\${PILOTHOUSE_MOUNT_DATA:-/data}" \\
  --aclfile "\${PILOTHOUSE_MOUNT_USERS:-/etc/redis}/users.acl" \\
  "$@"
`;

/** The image of Redis, whose users are in a file that the pod mounts. */
export const redisImage: MiddlewareImage = {
  programs: redisPrograms,
  repository: 'redis',
  tag: REDIS_VERSION,
  programsAt: 'opt/redis/bin',
  files: {
    'opt/redis/run.sh': RUN,
    'etc/passwd':
      'root:x:0:0:root:/root:/bin/sh\nredis:x:999:999:Redis:/data:/bin/sh\n',
  },
  config: {
    Entrypoint: ['sh', 'run.sh'],
    WorkingDir: '/opt/redis',
    User: '999:999',
  },
};

import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { cloudnativePg } from '../cloudnative-pg/index.ts';
import { etcdOperator } from '../etcd-operator/index.ts';
import { redisOperator } from '../redis-operator/index.ts';
import { perconaMysql } from '../percona-mysql/index.ts';
import { strimzi } from '../strimzi/index.ts';

/** The stand-in operators of this platform. */
export const operators: readonly HostedOperator[] = [
  cloudnativePg,
  redisOperator,
  perconaMysql,
  etcdOperator,
  strimzi,
];

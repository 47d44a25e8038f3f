import { ETCD_VERSION } from '../kubernetes-tools.ts';

/** What the portal of this platform has to say of etcd. */
export const etcdItems = {
  etcd: {
    note: {
      en: 'On this platform a stand-in for etcd-operator runs etcd 3.6. The members are the real ones: they form a cluster, elect a leader and keep their data on disk. They speak no TLS, and all of them stand on one machine.',
      zh: '在本平台上，etcd-operator 由替代程序实现，运行的是真正的 etcd 3.6：各成员会组成集群、选举 leader，并把数据保存到磁盘。成员之间不使用 TLS，并且都运行在同一台机器上。',
    },
    values: { version: ETCD_VERSION },
  },
};

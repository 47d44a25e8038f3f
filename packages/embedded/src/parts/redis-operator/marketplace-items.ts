/** What the portal of this platform has to say of Redis. */
export const redisItems = {
  redis: {
    note: {
      en: 'On this platform a stand-in for the OT Redis Operator runs Redis 6.2. The servers are the real ones: what is written is kept on disk, and replicas follow the master. As with the operator, no replica takes over while the master is gone, and without a Secret that you name there is no password.',
      zh: '在本平台上，OT Redis Operator 由替代程序实现，运行的是真正的 Redis 6.2：写入的数据会保存到磁盘，副本会复制主节点的数据。与该 Operator 一样，主节点不可用时副本不会自动接管；如果不指定 Secret，则没有密码。',
    },
    values: {
      kubernetesConfig: { image: 'quay.io/opstree/redis:v6.2.14' },
    },
  },
};

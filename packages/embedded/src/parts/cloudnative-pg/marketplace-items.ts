/** What the portal of this platform has to say of PostgreSQL. */
export const postgresqlItems = {
  postgresql: {
    note: {
      en: 'On this platform a stand-in for CloudNativePG runs PostgreSQL 18. The database is the real one: what is written is kept, backed up and restored. It runs one instance of each, so the plan with standbys is not offered; backups go to a folder of this platform, whatever place they are given. Its prices are an example.',
      zh: '在本平台上，CloudNativePG 由替代程序实现，运行的是真正的 PostgreSQL 18：写入的数据会被保存、备份和恢复。每个数据库只有一个实例，因此不提供带备库的规格；无论填写什么存放位置，备份都存放在本平台的目录中。价格仅为示例。',
    },
    plans: ['small'],
    terms: [
      {
        price: {
          currency: 'EUR',
          per: {
            'requests.cpu': { each: '1', month: 12 },
            'requests.memory': { each: '1Gi', month: 4 },
            'requests.storage': { each: '1Gi', month: 0.1 },
          },
        },
      },
    ],
    values: {
      backup: { barmanObjectStore: { destinationPath: 's3://backups' } },
    },
  },
};

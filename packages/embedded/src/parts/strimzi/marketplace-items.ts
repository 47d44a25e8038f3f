import {
  isMavenOn,
  mavenMissing,
} from '../../middleware/image/maven-on-path.ts';

/** What the portal of this platform has to say of Kafka. */
export function kafkaItems(path = process.env.PATH ?? '') {
  const missing = isMavenOn(path) ? { en: '', zh: '' } : mavenMissing;
  return {
    kafka: {
      note: {
        en: `On this platform a stand-in for Strimzi runs Kafka 4.0 with KRaft. The brokers are the real ones: they elect a leader, copy what is sent to them and keep it on disk. All of them stand on one machine, speak no TLS, and let each user do everything; topics are made by clients, or as KafkaTopics.${missing.en}`,
        zh: `在本平台上，Strimzi 由替代程序实现，运行的是真正的 Kafka 4.0（KRaft）：各 Broker 会选举 leader、复制收到的消息并保存到磁盘。它们都运行在同一台机器上，不使用 TLS，每个用户拥有全部权限；主题由客户端创建，也可以用 KafkaTopic 创建。${missing.zh}`,
      },
      values: {
        nodePool: {
          resources: {
            requests: { cpu: '100m', memory: '384Mi' },
            limits: { memory: '768Mi' },
          },
        },
      },
    },
  };
}

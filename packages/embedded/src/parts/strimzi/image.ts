import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { MiddlewareImage } from '../../middleware/image/middleware-image.ts';
import type { RegistryPackage } from '../../middleware/image/registry-package.ts';
import { KAFKA_VERSION } from './model.ts';

const DIGEST =
  'cb4d8207e6cb7cd58b9b3b649cb8d96c705c1fb1142064498aa06383afbd35c2';

/** Kafka is written for the Java virtual machine, so that one set fits all processors. */
const jars: RegistryPackage = {
  registry: 'Maven',
  name: 'org.apache.kafka:kafka_2.13',
  version: KAFKA_VERSION,
  digest: DIGEST,
  size: '40 MB',
  // What it writes to its log with.
  along: ['org.slf4j:slf4j-simple:2.0.17'],
};

/** User that the image's programs run as. */
export const KAFKA_ID = 1001;

/** The image of Kafka; Java is that of the machine. */
export const kafkaImage: MiddlewareImage = {
  programs: {
    title: `Kafka ${KAFKA_VERSION}`,
    folder: ['kafka', DIGEST.slice(0, 16)],
    packages: { x64: jars, arm64: jars },
    unpack: (folder, into) => rename(folder, join(into, 'libs')),
  },
  repository: 'quay.io/strimzi/kafka',
  tag: `0.49.0-kafka-${KAFKA_VERSION}`,
  programsAt: 'opt/kafka/programs',
  files: {
    'opt/kafka/run.sh': readFileSync(
      join(import.meta.dirname, 'run.sh'),
      'utf8',
    ),
    'etc/passwd': `root:x:0:0:root:/root:/bin/sh\nkafka:x:${KAFKA_ID}:${KAFKA_ID}:Kafka:/opt/kafka:/bin/sh\n`,
  },
  config: {
    Entrypoint: ['sh', 'run.sh'],
    WorkingDir: '/opt/kafka',
    User: `${KAFKA_ID}:${KAFKA_ID}`,
  },
};

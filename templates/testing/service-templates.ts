import { join } from 'node:path';

/** What distinguishes the templates that take theirs from `node-service/service`. */
export interface ServiceTemplate {
  readonly name: string;
  /** Kinds of the catalog that it registers. */
  readonly kinds: readonly string[];
  /** Its base image, by its name below `library/`. */
  readonly baseImage: string;
  /** Program that asks the service after each deployment, with its first arguments. */
  readonly smoke: string;
}

/** All of them. */
export const SERVICE_TEMPLATES: readonly ServiceTemplate[] = [
  {
    name: 'python-service',
    kinds: ['Component', 'API'],
    baseImage: 'python:3.11',
    smoke: 'python3 ci/smoke_test.py',
  },
  {
    name: 'go-service',
    kinds: ['Component', 'API'],
    baseImage: 'static:1',
    smoke: 'go run ./ci/smoke',
  },
  {
    name: 'static-site',
    kinds: ['Component'],
    baseImage: 'node:22',
    smoke: 'node ci/smoke-test.ts',
  },
  {
    name: 'spring-boot-service',
    kinds: ['Component', 'API'],
    baseImage: 'java:17',
    smoke: 'java ci/smoke/Smoke.java',
  },
];

/** Where the template itself is. */
export function fileOfTemplate(name: string): string {
  return join(import.meta.dirname, '..', `${name}.template.yaml`);
}

/** What a person fills in. */
export interface Values {
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly application: string;
  readonly environments: readonly string[];
}

export const ORDERS: Values = {
  name: 'order-status',
  description: 'Says where an order is',
  owner: 'group:default/shop',
  application: 'system:default/tea-shop',
  environments: ['dev'],
};

import type { AppLanguageApi } from '@backstage/frontend-plugin-api';
import type { CatalogApi } from '@backstage/plugin-catalog-react';
import {
  ScaffolderClient,
  type LogEvent,
  type ScaffolderStreamLogsOptions,
} from '@backstage/plugin-scaffolder-common';
import ObservableImpl from 'zen-observable';
import type { CreationClient } from '../data/client';
import { inLanguage } from '../language/template-words';
import { chosenSteps } from './chosen-steps';
import { withEndOfStep } from './end-of-step';
import { sharedStreams } from './shared-streams';
import { withNames } from './with-names';

type Told<K extends 'getTask' | 'getTemplateParameterSchema'> = Awaited<
  ReturnType<ScaffolderClient[K]>
>;

/** What the client is made of, besides what the stock one needs. */
interface Surroundings {
  readonly languageApi: Pick<AppLanguageApi, 'getLanguage'>;
  readonly catalogApi: Pick<CatalogApi, 'getEntityByRef'>;
  readonly creation: Pick<CreationClient, 'choices' | 'entities'>;
}

/**
 * The stock client, which tells templates and runs in the words of the reader's language, forms
 * also with the names of what they keep by reference, and
 * also when the step ended at which a run was cancelled, leaves out steps for what was not chosen,
 * and opens one stream for all who follow the same run.
 */
export class TaskClient extends ScaffolderClient {
  readonly #surroundings: Surroundings;
  readonly #streams = sharedStreams(request => super.streamLogs(request));

  constructor(
    options: ConstructorParameters<typeof ScaffolderClient>[0] & Surroundings,
  ) {
    super(options);
    this.#surroundings = options;
  }

  override async getTemplateParameterSchema(
    ...asked: Parameters<ScaffolderClient['getTemplateParameterSchema']>
  ): Promise<Told<'getTemplateParameterSchema'>> {
    const [form, head] = await Promise.all([
      super.getTemplateParameterSchema(...asked),
      this.#headOf(asked[0]),
    ]);
    const { steps, ...own } = this.#translated(form);
    const named = await withNames(steps, this.#surroundings.creation);
    return {
      ...own,
      ...head,
      // The titles of pages are told twice, and translated where the page is.
      steps: named.map(step => ({
        ...step,
        title: textOf(step.schema.title) ?? step.title,
        description: textOf(step.schema.description) ?? step.description,
      })),
    };
  }

  override async getTask(
    ...asked: Parameters<ScaffolderClient['getTask']>
  ): Promise<Told<'getTask'>> {
    const task = await super.getTask(...asked);
    const steps = this.#translated(chosenSteps(task.spec));
    return { ...task, spec: { ...task.spec, steps } } as Told<'getTask'>;
  }

  override streamLogs(
    request: ScaffolderStreamLogsOptions,
  ): ReturnType<ScaffolderClient['streamLogs']> {
    const told = this.#streams(request);
    return new ObservableImpl<LogEvent>(reader => {
      const subscription = told.subscribe({
        next: event =>
          withEndOfStep(
            event.type === 'completion' ? this.#translated(event) : event,
          ).forEach(each => reader.next(each)),
        error: error => reader.error(error),
        complete: () => reader.complete(),
      });
      return () => subscription.unsubscribe();
    });
  }

  /** Title and description, whose translations the scaffolder does not pass on. */
  async #headOf(templateRef: string) {
    const { catalogApi, languageApi } = this.#surroundings;
    if (languageApi.getLanguage().language === 'en') return {};
    // The form is of use without them, too.
    const template = await catalogApi
      .getEntityByRef(templateRef)
      .catch(() => undefined);
    if (!template) return {};
    const { title, description } = this.#translated(template.metadata);
    return { ...(title && { title }), ...(description && { description }) };
  }

  #translated<T>(part: T): T {
    const { language } = this.#surroundings.languageApi.getLanguage();
    return inLanguage(part, language);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

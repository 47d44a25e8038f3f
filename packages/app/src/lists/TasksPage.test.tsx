import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { DefaultEntityPresentationApi } from '@backstage/plugin-catalog';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { renderIn } from '@pilothouse/plugin-platform-react/testing';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stockTranslations } from '../language/stock';
import { TasksPage } from './TasksPage';

const run = (id: string, status: string, user?: { ref: string }) => ({
  ...{ id, status, createdAt: new Date(0).toISOString() },
  lastHeartbeatAt: '',
  spec: {
    templateInfo: { entityRef: 'template:default/node-service' },
    ...{ steps: [], parameters: {}, user },
  },
});

function open(language: 'en' | 'zh', listTasks?: jest.Mock) {
  const catalogApi = catalogApiMock({ entities: [] });
  renderIn(language, <TasksPage />, {
    apis: [
      [scaffolderApiRef, { listTasks } as never],
      [catalogApiRef, catalogApi],
      [
        entityPresentationApiRef,
        DefaultEntityPresentationApi.create({ catalogApi }),
      ],
    ],
    features: [
      createFrontendModule({ pluginId: 'app', extensions: stockTranslations }),
    ],
    mountedRoutes: {
      '/create': scaffolderPlugin.routes.root,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}

const words = {
  en: ['Completed', 'Running', 'Failed', 'Cancelled'],
  zh: ['已完成', '运行中', '失败', '已取消'],
};

it.each(['en', 'zh'] as const)(
  'lists runs in the words of %s',
  async language => {
    const states = ['completed', 'processing', 'failed', 'cancelled'];
    const lin = { ref: 'user:default/lin' };
    open(
      language,
      jest.fn(async () => ({
        tasks: states.map(state => run(`run-${state}`, state, lin)),
        totalTasks: 4,
      })),
    );

    const link = await screen.findByRole('link', { name: 'run-completed' });
    expect(link).toHaveAttribute('href', '/create/tasks/run-completed');
    for (const [i, state] of states.entries()) {
      const row = screen
        .getByRole('link', { name: `run-${state}` })
        .closest('tr');
      expect(
        within(row as HTMLElement).getByText(words[language][i] ?? ''),
      ).toBeInTheDocument();
    }
  },
);

it('asks for those of all only when told to, from the first page on', async () => {
  const listTasks = jest.fn(async () => ({ tasks: [], totalTasks: 0 }));
  open('zh', listTasks);

  const whose = await screen.findByRole('combobox', { name: '任务发起人' });
  expect(listTasks).toHaveBeenLastCalledWith(
    expect.objectContaining({ filterByOwnership: 'owned', offset: 0 }),
  );
  await userEvent.selectOptions(whose, '全部');
  expect(listTasks).toHaveBeenLastCalledWith(
    expect.objectContaining({ filterByOwnership: 'all', offset: 0 }),
  );
});

it('tells a failure as one, and asks again', async () => {
  const listTasks = jest.fn(async () => {
    throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
  });
  open('zh', listTasks);
  expect(await screen.findByText('无法读取模板任务')).toBeInTheDocument();
  const before = listTasks.mock.calls.length;
  await userEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(listTasks.mock.calls.length).toBeGreaterThan(before);
});

it('tells so where runs cannot be listed at all', async () => {
  open('en', undefined);
  expect(
    await screen.findByText('The runs of templates could not be read'),
  ).toBeInTheDocument();
});

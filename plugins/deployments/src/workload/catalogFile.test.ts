import { catalogFileOf, idLineOf } from './catalogFile';

describe.each(['payments', '2048', '1e3', 'null'])('of %s', name => {
  it('the catalog file names it as text', () => {
    const lines = catalogFileOf(name).split('\n');
    expect(lines).toContain(`  name: "${name}"`);
    expect(lines).toContain(`    backstage.io/kubernetes-id: "${name}"`);
  });

  it('the label has it as text', () => {
    expect(idLineOf(name)).toBe(`backstage.io/kubernetes-id: "${name}"`);
  });
});

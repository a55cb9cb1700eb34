import { Liquid } from 'liquidjs';
import { statusTemplate } from './status-template.ts';
import { templates } from './templates.ts';

// Templates are the program's own and come from memory: no file of a site is ever read as a template.
const engine = new Liquid({
  templates: { ...templates, status: statusTemplate },
  outputEscape: 'escape',
  jsTruthy: false,
  cache: true,
  strictFilters: true,
});

/** Renders one of the templates; every value is escaped for HTML. */
export const renderTemplate = (name: string, model: Readonly<Record<string, unknown>>): string =>
  String(engine.renderFileSync(name, model));

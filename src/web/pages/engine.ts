import type { Liquid } from 'liquidjs';
import { lazy } from '../../lazy.ts';
import { statusTemplate } from './status-template.ts';
import { templates } from './templates.ts';

const liquid = lazy<typeof import('liquidjs')>(import.meta.url, 'liquidjs');

let known: Liquid | undefined;

// Templates are the program's own and come from memory: no file of a site is ever read as a template.
const engine = (): Liquid => {
  known ??= new (liquid().Liquid)({
    templates: { ...templates, status: statusTemplate },
    outputEscape: 'escape',
    jsTruthy: false,
    cache: true,
    strictFilters: true,
  });
  return known;
};

/** Renders one of the templates; every value is escaped for HTML. */
export const renderTemplate = (name: string, model: Readonly<Record<string, unknown>>): string =>
  String(engine().renderFileSync(name, model));

/** A filter of ListCrawls (SDK CrawlsFilter). */
export interface CrawlFilter {
  readonly FieldName?: 'CRAWL_ID' | 'STATE' | 'START_TIME' | 'END_TIME' | 'DPU_HOUR';
  readonly FilterOperator?: 'GT' | 'GE' | 'LT' | 'LE' | 'EQ' | 'NE';
  readonly FieldValue?: string;
}

/** What filters look at in a crawl; times are seconds since 1970. */
export interface FilteredCrawl {
  readonly CrawlId: string;
  readonly State: string;
  readonly StartTime: number;
  readonly EndTime?: number | undefined;
}

/** True when the crawl passes every filter; times are compared in milliseconds (SDK CrawlsFilter.FieldName). */
export function crawlPasses(crawl: FilteredCrawl, filters: readonly CrawlFilter[]): boolean {
  return filters.every(({ FieldName: field, FilterOperator: operator = 'EQ', FieldValue: wanted = '' }) => {
    const value = valueOf(crawl, field);
    return (
      value != null &&
      (typeof value === 'number' ? compares(value, operator, Number(wanted)) : compares(value, operator, wanted))
    );
  });
}

/** Nobody counts DPU here, so a filter by them passes nothing. */
function valueOf(crawl: FilteredCrawl, field: CrawlFilter['FieldName']): string | number | undefined {
  switch (field) {
    case 'CRAWL_ID':
      return crawl.CrawlId;
    case 'STATE':
      return crawl.State;
    case 'START_TIME':
      return crawl.StartTime * 1000;
    case 'END_TIME':
      return crawl.EndTime == null ? undefined : crawl.EndTime * 1000;
    case 'DPU_HOUR':
    case undefined:
      return undefined;
  }
}

function compares<T extends string | number>(
  value: T,
  operator: NonNullable<CrawlFilter['FilterOperator']>,
  wanted: T,
): boolean {
  switch (operator) {
    case 'EQ':
      return value === wanted;
    case 'NE':
      return value !== wanted;
    case 'GT':
      return value > wanted;
    case 'GE':
      return value >= wanted;
    case 'LT':
      return value < wanted;
    case 'LE':
      return value <= wanted;
  }
}

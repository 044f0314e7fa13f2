const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The modules that Python 3 itself has or had, those with an underscore in front apart (Python documentation, module index). */
const ofPython = names(
  'abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_threading email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma macpath mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo',
);

/** Modules that left Python, by the minor version that first lacked them (What's New in Python 3.10 to 3.13). */
const leaving: readonly (readonly [number, ReadonlySet<string>])[] = [
  [10, names('formatter parser symbol')],
  [11, names('binhex')],
  [12, names('asynchat asyncore imp smtpd')],
  [
    13,
    names(
      'aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib',
    ),
  ],
];

/** What Glue adds to every Spark job: its own libraries and Spark's. */
const ofGlue = 'awsglue awsgluedq awsgluedataplane awsglueml pyspark py4j delta';

/** What all versions of Glue that say so bring along, by the names under which it is imported. */
const common =
  'aiobotocore aiohttp aioitertools aiosignal attr attrs boto3 botocore certifi charset_normalizer cycler dateutil fsspec idna jmespath kiwisolver matplotlib mpl_toolkits multidict numpy packaging pandas PIL pip pkg_resources pyarrow pylab pyparsing pytz requests s3fs s3transfer setuptools six urllib3 wrapt yarl';

const until4 =
  'async_timeout asynctest avro chardet click cython Cython pyximport docutils frozenlist importlib_metadata joblib mpmath nltk patsy pmdarima ptvsd pydevd pyhocon pymysql regex scipy sklearn statsmodels subprocess32 sympy tbats threadpoolctl tqdm typing_extensions wheel yaml zipp';

const from5 =
  'aiohappyeyeballs appdirs contourpy fontTools frozenlist kaleido plotly seaborn tenacity tzdata virtualenv';

/** What Spark jobs find without being given it (Glue developer guide, aws-glue-programming-python-libraries, modules provided); of other versions nothing is published. */
const provided: Readonly<Record<string, ReadonlySet<string>>> = {
  '3.0': names(`${ofGlue} ${common} ${until4}`),
  '4.0': names(`${ofGlue} ${common} ${until4} kaleido plotly`),
  '5.0': names(`${ofGlue} ${common} ${from5}`),
  '5.1': names(
    `${ofGlue} ${common} ${from5} choreographer distlib filelock iniconfig logistro narwhals orjson platformdirs pluggy propcache pygments pytest _pytest pytest_timeout simplejson typing_extensions uv`,
  ),
};

/** Packages that are installed under another name than they are imported by. */
const otherNames: Readonly<Record<string, string>> = {
  beautifulsoup4: 'bs4',
  'opencv-python': 'cv2',
  'opencv-python-headless': 'cv2',
  pillow: 'PIL',
  'psycopg2-binary': 'psycopg2',
  pycryptodome: 'Crypto',
  pyjwt: 'jwt',
  'python-dateutil': 'dateutil',
  'python-dotenv': 'dotenv',
  pyyaml: 'yaml',
  'scikit-learn': 'sklearn',
};

/** Whether Python itself has a module: it has, it had, or it never had. */
export function inPython(module: string, minor: number): 'yes' | 'gone' | 'never' {
  if (!ofPython.has(module)) {
    return module.startsWith('_') ? 'yes' : 'never';
  }
  return leaving.some(([since, modules]) => minor >= since && modules.has(module)) ? 'gone' : 'yes';
}

/** Whether Spark jobs of a Glue version find a module without being given it; nothing where nobody has published that. */
export function bringsModule(glueVersion: string, module: string): boolean | undefined {
  return Object.hasOwn(provided, glueVersion) ? provided[glueVersion]?.has(module) : undefined;
}

/** The module that a package for pip brings, as far as its name tells: `PyYAML==6.0` is `yaml`; nothing for an address. */
export function moduleOf(requirement: string): string | undefined {
  const name = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~].*)?$/.exec(requirement)?.[1]?.toLowerCase();
  return name == null || /\.(?:whl|zip|txt|gz)$/.test(name)
    ? undefined
    : ((Object.hasOwn(otherNames, name) ? otherNames[name] : undefined) ?? name.replaceAll(/[-.]/g, '_'));
}

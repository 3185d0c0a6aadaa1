"""Renders fuzz cases, one JSON object a line, with the Jinja2 that is installed; answers each with a line."""

import json
import resource
import signal
import sys

import jinja2
import markupsafe

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

TAGS = {
    "$int": int,
    "$float": float,
    "$markup": markupsafe.Markup,
    "$tuple": lambda items: tuple(map(decode, items)),
    "$set": lambda items: set(map(decode, items)),
    "$range": lambda bounds: range(*bounds),
    "$dict": lambda pairs: {decode(key): decode(value) for key, value in pairs},
}


class OutOfTime(BaseException):
    """Raised by the alarm; not an Exception, so that nothing on the way swallows it."""


def out_of_time(signum, frame):
    raise OutOfTime


def decode(value):
    if isinstance(value, list):
        return list(map(decode, value))
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((tag, payload),) = value.items()
        if tag in TAGS:
            return TAGS[tag](payload)
    return {key: decode(item) for key, item in value.items()}


@jinja2.pass_context
def untouched(context, value):
    """A finalizer that needs the context, so that nothing printed is computed while compiling."""
    return value


def environment(case):
    options = dict(case["env"])
    kind = getattr(jinja2, options.pop("undefined", "Undefined"))
    extensions = ["jinja2.ext." + name for name in options.pop("extensions", [])]
    if case.get("unfolded"):
        options.update(optimized=False, finalize=untouched)
    loader = jinja2.DictLoader(case["templates"])
    return jinja2.Environment(loader=loader, undefined=kind, extensions=extensions, **options)


def line_of(error):
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.startswith("<"):
            line = step.tb_lineno
        step = step.tb_next
    return line


def render(case):
    signal.setitimer(signal.ITIMER_REAL, 3)
    try:
        template = environment(case).get_template("main")
        return {"output": template.render(decode(case["vars"]))}
    except OutOfTime:
        return {"lost": "out of time"}
    except MemoryError:
        return {"unable": "out of memory in Jinja"}
    except Exception as error:
        message = getattr(error, "message", None) or str(error)
        return {"error": {"type": type(error).__name__, "message": message, "line": line_of(error)}}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


signal.signal(signal.SIGALRM, out_of_time)
print(json.dumps(jinja2.__version__ if hasattr(jinja2, "__version__") else "unknown"), flush=True)
for line in sys.stdin:
    print(json.dumps(render(json.loads(line))), flush=True)

# One image for every process of Alongside; which one it is, the arguments say: `serve agreements`, `work directory`.
FROM python:3.11-slim AS builder
# Without pip inside: what runs later cannot install anything.
RUN python -m venv --without-pip /opt/alongside
WORKDIR /build
COPY requirements.txt ./
RUN pip --python /opt/alongside install --no-cache-dir --require-hashes -r requirements.txt
COPY LICENSE README.md pyproject.toml ./
COPY shared ./shared
COPY services ./services
RUN pip --python /opt/alongside install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Alongside" \
      org.opencontainers.image.description="The supervision of peer support workers" \
      org.opencontainers.image.licenses="Apache-2.0"
# A new volume takes its owner from the folder that it covers.
RUN install --directory --mode=0700 --owner=10001 --group=10001 /data /secrets
COPY --from=builder /opt/alongside /opt/alongside
# The root file system may be read-only, so nothing is compiled at run time; logs leave line by line.
ENV PATH=/opt/alongside/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# A number, so that an orchestrator can see that it is not root.
USER 10001:10001
WORKDIR /data
EXPOSE 8000
ENTRYPOINT ["alongside"]
CMD ["--help"]

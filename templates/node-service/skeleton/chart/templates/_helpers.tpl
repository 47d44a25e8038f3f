{{/* Labels that find the pods; they can never change. */}}
{{- define "service.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/* Labels of every object. */}}
{{- define "service.labels" -}}
{{ include "service.selectorLabels" . }}
app.kubernetes.io/part-of: {{ .Values.application | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.version }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
backstage.io/kubernetes-id: {{ .Chart.Name | quote }}
{{- end }}
